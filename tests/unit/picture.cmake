banxin_test(unit_picture
  SOURCES unit/picture_test.cpp
  ROOMS picture
  LIBRARIES JPEG::JPEG PNG::PNG PkgConfig::DEFLATE)
