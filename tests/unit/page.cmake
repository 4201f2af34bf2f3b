banxin_test(unit_page SOURCES unit/page_beside_test.cpp unit/page_fragment_test.cpp unit/page_paginate_test.cpp unit/display_dump_test.cpp ROOMS page display)
