# shellcheck shell=bash
# Completion of banxin for bash: what there is to complete is asked of the program itself.
_banxin() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-} program=${COMP_WORDS[0]} words
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    words=$("$program" help --lang en 2>/dev/null | sed -n 's/^  banxin \([a-z]*\).*/\1/p' | sort -u)
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    return
  fi
  case $before in
    --lang) words="zh en" ;;
    --diagnostics) words="text json" ;;
    --progress) words="text jsonl" ;;
    --sink) words="folder null" ;;
    schema) words="brief layout" ;;
    reference) words="brief layout codes" ;;
    help) words="build check fonts schema reference batch register" ;;
    register) words=$("$program" help register --lang en 2>/dev/null | sed -n 's/^  \([a-z]*\)  *FILE.*/\1/p') ;;
    --out | --fonts)
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      return
      ;;
    *) if [[ $word == -* ]]; then words=$("$program" help "$command" --lang en 2>/dev/null | grep -o -- '--[a-z][a-z-]*' | sort -u); fi ;;
  esac
  if [ -n "${words-}" ]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"); else mapfile -t COMPREPLY < <(compgen -f -- "$word"); fi
}
complete -o filenames -F _banxin banxin
