# == promtool test rules ops/prometheus/headway-alerts-test.yml
# untested: TODO
