# == db branches
heads
# == db branches -v
merged
# == db heads --heads=one-per-branch
project
users
migration V2__add_products.sql '-- revises: 1'
migration V3__add_orders.sql '-- revises: 2' '-- branch: orders'
migration V4__add_invoices.sql '-- revises: 2' '-- branch: billing'
rm $migrations/U*
