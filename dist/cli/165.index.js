export const id = 165;
export const ids = [165];
export const modules = {

/***/ 22165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderBash: () => (/* binding */ renderBash),
/* harmony export */   renderZsh: () => (/* binding */ renderZsh)
/* harmony export */ });
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33875);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46402);


const globals = ['help', '--help', '--version'];
const directories = ['PATH', 'DIR'];
function takenBy({ takes = '', values }) {
    if (values)
        return { kind: 'words', words: values };
    return { kind: directories.includes(takes) ? 'directories' : takes === 'FILE' ? 'files' : 'nothing' };
}
const operandsOf = ({ operands }) => (operands ? takenBy({ takes: 'PATH', ...operands }) : { kind: 'nothing' });
const dashed = ({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])];
const renderBash = (commands) => `# fetch-lock: completion for bash
_fetch_lock() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} start= index
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _fetch_lock_words ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)([...commands.map((it) => it.name), ...globals].join(' '))}
    return
  fi
  # Most shells part a word at its sign of equality.
  if [[ $word == '=' ]]; then
    word=
  elif [[ $before == '=' ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $word == --*=* ]]; then
    before=\${word%%=*} start=\${word%%=*}= word=\${word#*=}
  fi
  case \${COMP_WORDS[1]} in
    help) ((COMP_CWORD == 2)) && _fetch_lock_words ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(commands.map((it) => it.name).join(' '))} ;;
${commands.map(bashCase).join('\n')}
  esac
}

_fetch_lock_words() {
  local found
  while IFS= read -r found; do COMPREPLY+=("$start$found"); done < <(compgen -W "$1" -- "$word")
}

_fetch_lock_paths() {
  local found
  compopt -o filenames 2> /dev/null
  while IFS= read -r found; do COMPREPLY+=("$start$found"); done < <(compgen "$1" -- "$word")
}

_fetch_lock_command() {
  if declare -F _command_offset > /dev/null; then
    _command_offset "$1"
  elif ((COMP_CWORD == $1)); then
    while IFS= read -r index; do COMPREPLY+=("$index"); done < <(compgen -c -- "$word")
  else
    _fetch_lock_paths -f
  fi
}

complete -F _fetch_lock fetch-lock
`;
const bashCase = (command) => [
    `    ${command.name})`,
    ...(command.hasCommand
        ? [
            '      for ((index = 2; index < COMP_CWORD; index++)); do',
            `        if [[ \${COMP_WORDS[index]} == -- ]]; then`,
            '          _fetch_lock_command $((index + 1))',
            '          return',
            '        fi',
            '      done',
        ]
        : []),
    '      case $before in',
    ...command.options.filter((it) => it.takes !== undefined).map((it) => `        ${dashed(it).join(' | ')}) ${bashFor(takenBy(it))} ;;`),
    '        *)',
    '          case $word in',
    `            -*) _fetch_lock_words ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)((0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .optionsOf */ .cz)(command)
        .map((it) => `--${it.name}`)
        .concat(command.hasCommand ? ['--'] : [])
        .join(' '))} ;;`,
    `            *) ${bashFor(operandsOf(command))} ;;`,
    '          esac',
    '          ;;',
    '      esac',
    '      ;;',
].join('\n');
function bashFor(taken) {
    if (taken.kind === 'words')
        return `_fetch_lock_words ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(taken.words.join(' '))}`;
    return { directories: '_fetch_lock_paths -d', files: '_fetch_lock_paths -f', nothing: ':' }[taken.kind];
}
const renderZsh = (commands) => `#compdef fetch-lock
# fetch-lock: completion for zsh
_fetch-lock() {
  local context state state_descr line
  local -A opt_args
  # zsh has a table of its own that is called commands.
  local -a ours
  ours=(
${commands.map((it) => `    ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(`${it.name}:${it.does}`)}`).join('\n')}
  )
  _arguments -C '(- *)'{-h,--help}'[list the commands]' '(- *)'{-V,--version}'[tell the version]' '1: :->command' '*:: :->rest'
  case $state in
    command)
      ours+=('help:tell more of a command')
      _describe -t commands command ours
      ;;
    rest)
      case $line[1] in
        help) (( CURRENT == 2 )) && _describe -t commands command ours ;;
${commands.map(zshCase).join('\n')}
      esac
      ;;
  esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _fetch-lock "$@"
else
  compdef _fetch-lock fetch-lock
fi
`;
const zshCase = (command) => [
    `        ${command.name})`,
    ...(command.hasCommand
        ? [
            `          local -i cut=\${words[(i)--]}`,
            '          if (( cut < CURRENT )); then',
            `            words=("\${(@)words[cut + 1,-1]}")`,
            '            (( CURRENT -= cut ))',
            '            _normal',
            '            return',
            '          fi',
        ]
        : []),
    '          _arguments -s \\',
    ...[...(0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .optionsOf */ .cz)(command).map(zshOption), ...zshOperands(command)].map((it, index, all) => `            ${it}${index < all.length - 1 ? ' \\' : ''}`),
    '          ;;',
].join('\n');
function zshOption(option) {
    const { isMany, takes, does } = option;
    const names = dashed(option).map((it) => (takes && it.startsWith('--') ? `${it}=` : it));
    const repeated = isMany ? "'*'" : option.short ? (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(`(${dashed(option).join(' ')})`) : '';
    const told = `[${does.replace(/[[\]:\\]/g, '\\$&')}]${takes ? `:${takes}:${zshFor(takenBy(option))}` : ''}`;
    return `${repeated}${names.length > 1 ? `{${names.join(',')}}` : names}${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(told)}`;
}
const zshOperands = (command) => {
    if (!command.operands)
        return [];
    return [
        (0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteExactly */ .v3)(`${command.operands.most > 1 ? '*' : '1'}:${command.synopsis.match(/[A-Z]+/)?.[0] ?? 'operand'}:${zshFor(operandsOf(command))}`),
    ];
};
function zshFor(taken) {
    if (taken.kind === 'words')
        return `(${taken.words.join(' ')})`;
    return { directories: '_directories', files: '_files', nothing: ' ' }[taken.kind];
}


/***/ })

};
