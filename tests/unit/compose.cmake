banxin_test(unit_compose SOURCES unit/compose_test.cpp unit/compose_loss_test.cpp ROOMS compose LIBRARIES fmt::fmt)
