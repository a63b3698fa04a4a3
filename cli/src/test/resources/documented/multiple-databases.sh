# == { "status": "UP_TO_DATE",
# printed by: DocumentedConfigurationsTests
