# The libraries of Debian 12 that the engine stands on; each is linked by the rooms that name it, and by no other.
find_package(PkgConfig REQUIRED)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz>=6)
pkg_check_modules(HARFBUZZ_SUBSET REQUIRED IMPORTED_TARGET harfbuzz-subset>=6)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(ICU_UC REQUIRED IMPORTED_TARGET icu-uc)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
find_package(fmt REQUIRED)
find_package(pugixml REQUIRED)
find_package(Boost REQUIRED COMPONENTS program_options)

# libharu ships no pkg-config file.
find_path(HPDF_INCLUDE_DIR hpdf.h REQUIRED)
find_library(HPDF_LIBRARY hpdf REQUIRED)
add_library(Haru::hpdf UNKNOWN IMPORTED)
set_target_properties(Haru::hpdf PROPERTIES IMPORTED_LOCATION ${HPDF_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${HPDF_INCLUDE_DIR})

# Linked statically: a program that divides no words does not load it.
find_path(HYPHEN_INCLUDE_DIR hyphen.h REQUIRED)
find_library(HYPHEN_LIBRARY NAMES libhyphen.a hyphen REQUIRED)
add_library(Hyphen::hyphen UNKNOWN IMPORTED)
set_target_properties(Hyphen::hyphen PROPERTIES IMPORTED_LOCATION ${HYPHEN_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${HYPHEN_INCLUDE_DIR})
set(BANXIN_HYPHEN_DIR /usr/share/hyphen CACHE PATH "Folder with the patterns that divide Western words")
