" Run by `vim -u` in a terminal, with the README's own lines: opens a plan, waits for its findings, mends one, mends and lays out
" the rest; the test reads the result file.
set nocompatible
set runtimepath+=$ALE
filetype plugin on
runtime plugin/ale.vim
let g:ale_lint_on_text_changed = 'always'
let g:ale_lint_delay = 0

function! Say(text) abort
  call writefile([a:text], $RESULT, 'a')
endfunction

function! Codes() abort
  let l:list = get(get(g:ale_buffer_info, bufnr('%'), {}), 'loclist', [])
  return map(copy(l:list), {_, item -> get(item, 'code', '')})
endfunction

" Stands for the menu of `:ALECodeAction`, in which a person would choose.
function! Choose(data, offers) abort
  for [l:kind, l:action] in a:offers
    if l:kind is# 'lsp' && l:action.title =~# '8km'
      call ale#codefix#ApplyLSPCodeAction(a:data, l:action)
      return
    endif
  endfor
endfunction

let g:step = 0
function! Look(timer) abort
  if g:step == 0 && index(Codes(), 'notation') >= 0
    call Say('finding true')
    let g:step = 1
    call cursor(3, 8)
    call ale#codefix#Execute(0, function('Choose'))
  elseif g:step == 1 && getline(3) =~# '8km'
    call Say('fixed ' . getline(3))
    let g:step = 2
    call ale#Queue(0)
  elseif g:step == 2 && empty(Codes())
    call Say('clean true')
    let g:step = 3
    call setline(3, "\t   tue   8 km    E")
    ALEFix
  elseif g:step == 3 && getline(3) ==# '  tue 8km E'
    call Say('formatted ' . getline(3))
    call timer_stop(a:timer)
    qall!
  endif
endfunction

function! Start() abort
  execute 'edit' fnameescape($PLAN)
  call Say('filetype ' . &filetype)
  call ale#Queue(0)
  call timer_start(50, 'Look', {'repeat': -1})
endfunction
autocmd VimEnter * ++nested call Start()
source $README
