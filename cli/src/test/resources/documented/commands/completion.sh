# == source <(db completion)
# printed by: CompletionTests
