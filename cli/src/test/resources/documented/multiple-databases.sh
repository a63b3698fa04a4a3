# == { "status": "UP_TO_DATE",
# untested: TODO
