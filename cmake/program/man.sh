#!/bin/sh
# man.sh PROGRAM VERSION zh|en: the manual page, made of what the program says of itself.
set -eu
program=$1 version=$2 language=$3

# As it is printed, in the manual's language of requests.
printed() {
  echo '.nf'
  "$program" help "$@" --lang "$language" | sed 's/\\/\\e/g; s/-/\\-/g; s/^\./\\\&./; s/^'\''/\\\&'\''/'
  echo '.fi'
}

case $language in
  zh) name=名称 about='把 XML 简报排成可付印的 PDF' use=用法 commands=命令 files=文件 environment=环境变量
    file_text='版式 layouts/*.xml 和字体目录 fonts/fonts.xml' data_text='代替安装目录中 share/banxin 的文件夹' cache_text='字体索引缓存所在的文件夹' ;;
  *) name=NAME about='print-ready Chinese work briefs from XML' use=SYNOPSIS commands=COMMANDS files=FILES environment=ENVIRONMENT
    file_text='layouts/*.xml and the font catalogue fonts/fonts.xml' data_text='a folder in place of share/banxin of the installation'
    cache_text='the folder of the cache of fonts' ;;
esac
echo ".TH BANXIN 1 \"\" \"Banxin $version\""
echo ".SH $name"
echo "banxin \\- $about"
echo ".SH $use"
printed
echo ".SH $commands"
for command in build check fonts batch register schema reference; do
  echo ".SS $command"
  printed "$command"
done
echo ".SH $files"
printf '.TP\n.I /usr/share/banxin\n%s\n' "$file_text"
echo ".SH $environment"
printf '.TP\n.B BANXIN_DATA\n%s\n.TP\n.B XDG_CACHE_HOME\n%s\n' "$data_text" "$cache_text"
