# == db heads
heads
# == db heads
branches() {
  project
  users
  migration V2__create_posts.sql '-- revises: 1' '-- branch: blog'
  migration V3__add_invoices.sql '-- revises: 1' '-- branch: billing'
  migration V4__add_invoice_lines.sql '-- revises: 3' '-- depends-on: 2'
}
branches
