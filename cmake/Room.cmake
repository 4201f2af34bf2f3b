# A room of the engine: a static library that sees exactly the rooms and libraries it names, so that a wrong include does not build.
#   banxin_room(NAME SOURCES a.cpp ... ROOMS base xml ... LIBRARIES PkgConfig::HARFBUZZ ...)
# ROOMS become part of the room's interface; LIBRARIES stay private.
function(banxin_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_library(banxin_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(banxin_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/rooms/${name}>)
  # A room's headers are reached as "name/header.hpp" through a folder that holds this room alone.
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/rooms/${name})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/rooms/${name}/${name} SYMBOLIC)
  banxin_strict(banxin_${name})
  foreach(room ${ROOM_ROOMS})
    target_link_libraries(banxin_${name} PUBLIC banxin_${room})
  endforeach()
  target_link_libraries(banxin_${name} PRIVATE ${ROOM_LIBRARIES})
endfunction()

# Warnings are errors, for all that we write.
function(banxin_strict target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
  if(BANXIN_SANITIZE)
    # GCC 12 under sanitizers takes the inside of std::regex for uninitialised.
    target_compile_options(${target} PRIVATE -fsanitize=${BANXIN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
                                             $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(${target} PUBLIC -fsanitize=${BANXIN_SANITIZE})
  endif()
  if(BANXIN_LIBFUZZER)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
