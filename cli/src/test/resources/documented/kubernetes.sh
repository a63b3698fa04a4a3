# == promtool test rules ops/prometheus/headway-alerts-test.yml
# printed by: OperationsKitTests
