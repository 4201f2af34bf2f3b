banxin_test(unit_compose SOURCES unit/compose_test.cpp ROOMS compose LIBRARIES fmt::fmt)
