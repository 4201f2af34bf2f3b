# The libraries of Debian 12 that the engine stands on; each is linked by the rooms that name it, and by no other.
find_package(PkgConfig REQUIRED)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz>=6)
pkg_check_modules(HARFBUZZ_SUBSET REQUIRED IMPORTED_TARGET harfbuzz-subset>=6)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(ICU_UC REQUIRED IMPORTED_TARGET icu-uc)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
find_package(fmt REQUIRED)
find_package(JPEG REQUIRED)
find_package(PNG REQUIRED)
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

# Linked from the archives: a shared library costs every start of the program, also where nothing of it is used.
find_path(SQLITE_INCLUDE_DIR sqlite3.h REQUIRED)
find_library(SQLITE_LIBRARY libsqlite3.a REQUIRED)
find_package(Threads REQUIRED)
add_library(SQLite::static STATIC IMPORTED)
set_target_properties(SQLite::static PROPERTIES IMPORTED_LOCATION ${SQLITE_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${SQLITE_INCLUDE_DIR}
                      INTERFACE_LINK_LIBRARIES "Threads::Threads;${CMAKE_DL_LIBS};m")
find_path(NETTLE_INCLUDE_DIR nettle/sha2.h REQUIRED)
find_library(NETTLE_LIBRARY libnettle.a REQUIRED)
add_library(Nettle::static STATIC IMPORTED)
set_target_properties(Nettle::static PROPERTIES IMPORTED_LOCATION ${NETTLE_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${NETTLE_INCLUDE_DIR})
