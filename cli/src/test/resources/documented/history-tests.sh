# == U5__add_emails.sql does not restore the schema from before V5__add_emails.sql. Fix the undo script.
# printed by: DowngradeGroupTests
# == The schema after the merge depends on the order of its branches. Make V4__merge.sql set the final state.
# printed by: MergeGroupTests
# == The JPA model is not what the migrations make. Write the migration with 'db migrate --from-scripts -m "match the model"', or correct the model.
# printed by: ModelStepTests
