-- Plans end in `.meso`.
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = '*.meso',
  callback = function()
    vim.bo.filetype = 'meso'
    vim.bo.commentstring = '# %s'
  end,
})
