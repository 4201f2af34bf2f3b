# What other programs link: one shared and one static library of all rooms. Both need the same libraries of the system, which show in no
# header; banxin.map says which names the shared one has.
set(BANXIN_ROOMS base xml display files font picture reader library table edition compose text page pdf press batch register office api)
set(BANXIN_NEEDS harfbuzz harfbuzz-subset icuuc deflate jpeg png fmt pugixml hpdf hyphen sqlite3 nettle stdc++ pthread m)
set(BANXIN_ABI 0)  # soversion: goes up when a program built before would no longer run

set(objects)
foreach(room ${BANXIN_ROOMS})
  list(APPEND objects $<TARGET_OBJECTS:banxin_${room}>)
endforeach()
add_library(banxin_shared SHARED ${objects})
add_library(banxin_static STATIC ${objects})
foreach(kind shared static)
  set_target_properties(banxin_${kind} PROPERTIES OUTPUT_NAME banxin LINKER_LANGUAGE CXX)
  target_include_directories(banxin_${kind} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/engine/api/include> $<INSTALL_INTERFACE:include>)
  target_link_libraries(banxin_${kind} PRIVATE ${BANXIN_NEEDS})
  banxin_strict(banxin_${kind})
endforeach()
set(map ${PROJECT_SOURCE_DIR}/engine/api/banxin.map)
target_link_options(banxin_shared PRIVATE -Wl,--version-script=${map} -Wl,--no-undefined)
set_target_properties(banxin_shared PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${BANXIN_ABI} LINK_DEPENDS ${map} EXPORT_NAME banxin)
add_library(banxin::banxin ALIAS banxin_shared)
add_library(banxin::banxin_static ALIAS banxin_static)

# --- installation -----------------------------------------------------------------------------------------------------------------

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/banxin)

install(TARGETS banxin RUNTIME COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/layouts DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/fonts/fonts.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin/fonts COMPONENT program)

install(TARGETS banxin_shared EXPORT banxin LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS banxin_static EXPORT banxin ARCHIVE COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/engine/api/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

install(EXPORT banxin NAMESPACE banxin:: FILE banxinConfig.cmake DESTINATION ${config} COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake DESTINATION ${config} COMPONENT development)

# The folders are given from where the file lies: an installation may be moved.
file(RELATIVE_PATH BANXIN_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/cmake/banxin.pc.in ${PROJECT_BINARY_DIR}/banxin.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/banxin.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/bindings/python/banxin DESTINATION lib/python3/dist-packages COMPONENT python
        FILES_MATCHING PATTERN "*.py" PATTERN py.typed)

# Node: where its headers are (libnode-dev).
find_path(NODE_INCLUDE_DIR node_api.h PATH_SUFFIXES node)
if(NODE_INCLUDE_DIR)
  set(sources ${PROJECT_SOURCE_DIR}/bindings/node)
  add_library(banxin_node MODULE ${sources}/banxin.c ${sources}/batch.c ${sources}/document.c ${sources}/pages.c ${sources}/register.c
    ${sources}/values.c ${sources}/work.c)
  set_target_properties(banxin_node PROPERTIES PREFIX "" OUTPUT_NAME banxin SUFFIX .node C_STANDARD 11
    INSTALL_RPATH "$ORIGIN/../../../${CMAKE_INSTALL_LIBDIR}")
  target_include_directories(banxin_node SYSTEM PRIVATE ${NODE_INCLUDE_DIR})
  target_link_libraries(banxin_node PRIVATE banxin_shared pthread)
  banxin_strict(banxin_node)
  set(node ${CMAKE_INSTALL_DATADIR}/nodejs/banxin)
  install(TARGETS banxin_node LIBRARY DESTINATION ${node} COMPONENT node)
  install(FILES ${sources}/index.js ${sources}/calls.js ${sources}/register.js ${sources}/wishes.js ${sources}/index.d.ts ${sources}/package.json
          DESTINATION ${node} COMPONENT node)
endif()

# The manual pages say what the program says of itself.
set(manuals "")
foreach(language en zh)
  set(manual ${PROJECT_BINARY_DIR}/man/${language}/banxin.1)
  add_custom_command(OUTPUT ${manual}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man/${language}
    COMMAND ${PROJECT_SOURCE_DIR}/cmake/program/man.sh $<TARGET_FILE:banxin> ${PROJECT_VERSION} ${language} > ${manual}
    DEPENDS banxin ${PROJECT_SOURCE_DIR}/cmake/program/man.sh VERBATIM)
  list(APPEND manuals ${manual})
endforeach()
add_custom_target(banxin_manuals ALL DEPENDS ${manuals})
install(FILES ${PROJECT_BINARY_DIR}/man/en/banxin.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/man/zh/banxin.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1 COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/program/banxin.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME banxin COMPONENT program)

# The free faces that fonts/fetch.sh has fetched, with their licence.
install(CODE "
  file(GLOB faces \"${PROJECT_SOURCE_DIR}/fonts/free/*.otf\")
  file(GLOB licence \"${PROJECT_SOURCE_DIR}/fonts/free/COPYING*\" \"${PROJECT_SOURCE_DIR}/fonts/free/README\")
  file(INSTALL \${faces} DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/fonts/opentype/banxin\")
  file(INSTALL \${licence} DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/doc/banxin-fonts\")
  if(licence)
    file(RENAME \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/doc/banxin-fonts/README\"
                \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/doc/banxin-fonts/copyright\")
  endif()" COMPONENT fonts)

# --- packages for Debian: cpack -G DEB ----------------------------------------------------------------------------------------------------

set(BANXIN_PACKAGE_program banxin)
set(BANXIN_PACKAGE_fonts banxin-fonts)
set(BANXIN_PACKAGE_library libbanxin${BANXIN_ABI})
set(BANXIN_PACKAGE_development libbanxin-dev)
set(BANXIN_PACKAGE_python python3-banxin)
set(BANXIN_PACKAGE_node node-banxin)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME banxin)
set(CPACK_PACKAGE_CONTACT "Banxin <banxin@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})
set(CPACK_COMPONENTS_ALL program library development python fonts)
if(NODE_INCLUDE_DIR)
  list(APPEND CPACK_COMPONENTS_ALL node)
endif()
foreach(component program library development python node fonts)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${BANXIN_PACKAGE_${component}})
  if(component STREQUAL fonts)
    continue()  # they have a licence of their own
  endif()
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${BANXIN_PACKAGE_${component}}
          RENAME copyright COMPONENT ${component})
endforeach()
set(same "libbanxin${BANXIN_ABI} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "banxin-fonts, hyphen-en-us")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "banxin-fonts, hyphen-en-us")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${same}, libharfbuzz-dev, libicu-dev, libdeflate-dev, libfmt-dev, libjpeg-dev, libpng-dev, libpugixml-dev, libhpdf-dev, libhyphen-dev, libsqlite3-dev, nettle-dev")
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "${same}, python3")
set(CPACK_DEBIAN_NODE_PACKAGE_DEPENDS "${same}")
set(CPACK_DEBIAN_NODE_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_FONTS_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_FONTS_PACKAGE_SECTION fonts)
set(CPACK_DEBIAN_FONTS_PACKAGE_RECOMMENDS "fonts-noto-cjk, fonts-liberation2")
include(CPack)
