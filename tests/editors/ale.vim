" Run by `vim -u` in a terminal: opens a plan and waits for its findings; the test reads the result file.
set nocompatible
set runtimepath+=$ALE
filetype plugin on
runtime plugin/ale.vim
let g:ale_lint_on_text_changed = 'always'
let g:ale_lint_delay = 0
autocmd BufRead,BufNewFile *.meso setfiletype meso

function! MesoRoot(buffer) abort
  return expand('#' . a:buffer . ':p:h')
endfunction

function! Say(text) abort
  call writefile([a:text], $RESULT, 'a')
endfunction

let g:steps = 0
function! Look(timer) abort
  let l:list = get(get(g:ale_buffer_info, bufnr('%'), {}), 'loclist', [])
  let l:codes = map(copy(l:list), {_, item -> get(item, 'code', '')})
  if g:steps == 0 && index(l:codes, 'notation') >= 0
    call Say('finding true')
    let g:steps = 1
    " The fix, as the finding's title says it.
    call setline(3, '  tue 8km E')
    call ale#Queue(0)
  elseif g:steps == 1 && empty(l:list)
    call Say('clean true')
    call timer_stop(a:timer)
    qall!
  endif
endfunction

function! Start() abort
  call ale#linter#Define('meso', {
  \   'name': 'meso',
  \   'lsp': 'stdio',
  \   'executable': $MESO,
  \   'command': '%e lsp',
  \   'project_root': function('MesoRoot'),
  \})
  execute 'edit' fnameescape($PLAN)
  call Say('filetype ' . &filetype)
  call ale#Queue(0)
  call timer_start(50, 'Look', {'repeat': -1})
endfunction
autocmd VimEnter * ++nested call Start()
