# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Language, warnings, sanitizers, compiler cache and linker for every target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The same source compiled in another folder hits the cache.
    set(cache_settings CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1)
    if(POSTERN_PCH)
        list(APPEND cache_settings
            CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime)
    endif()
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env ${cache_settings} ${CCACHE_PROGRAM})
endif()

find_program(LLD_PROGRAM NAMES ld.lld)
if(LLD_PROGRAM AND UNIX AND NOT APPLE)
    add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
add_compile_definitions(
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    POSTERN_VERSION="${PROJECT_VERSION}")

if(POSTERN_SANITIZE)
    add_compile_options(-fsanitize=${POSTERN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${POSTERN_SANITIZE})
endif()
if(POSTERN_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()

if(POSTERN_PCH)
    # Libraries and programs alike, so that one precompiled header fits both.
    set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # Without the time in it, the same header is the same file, and the compiler cache knows it again.
        add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
    endif()
endif()
