# == db history
merged
# == db history --indicate-current
application
db upgrade 2
# == db history -2:
name=db
# == db history --graph
# == db history --graph
project
users
migration V2__create_posts.sql '-- revises: 1' '-- branch: blog'
migration V3__add_invoices.sql '-- revises: 1' '-- branch: billing'
migration V4__add_invoice_lines.sql '-- revises: 3' '-- depends-on: 2'
# == db history 3:
# == db history --graph --svg history.svg --mermaid history.mmd
merged
program
