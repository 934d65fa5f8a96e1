-- Neovim 0.11 and later: put this file into the folder `lsp` of your configuration, then `vim.lsp.enable('meso')`.
return {
  cmd = { 'meso', 'lsp' },
  filetypes = { 'meso' },
  root_markers = { 'meso.toml', 'pyproject.toml', '.git' },
}
