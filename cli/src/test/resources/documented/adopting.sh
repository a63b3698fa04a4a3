# == The migrations of Flyway 'flyway' are in conflict (CONFLICT). Nothing was applied.
# printed by: ProblemVisibilityTests
