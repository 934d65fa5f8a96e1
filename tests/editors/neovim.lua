-- Run by `nvim --headless -u NONE`: opens a plan, sees its findings, applies a fix, lays it out, and says what it saw.
local say = function(text) io.stdout:write(text .. '\n') end
local meso, plan, configuration = vim.env.MESO, vim.env.PLAN, vim.env.CONFIGURATION

vim.cmd('luafile ' .. configuration .. '/ftdetect/meso.lua')
vim.cmd('edit ' .. plan)
say('filetype ' .. vim.bo.filetype)
local config = dofile(configuration .. '/lsp/meso.lua')
config.name, config.cmd, config.root_dir = 'meso', { meso, 'lsp' }, vim.fn.fnamemodify(plan, ':h')
local id
if vim.lsp.start then
  id = vim.lsp.start(config)
else
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
end

local codes = function()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do found[tostring(d.code or (d.user_data or {}).lsp.code)] = true end
  return found
end
vim.wait(10000, function() return codes()['notation'] end, 5)
say('finding ' .. tostring(codes()['notation'] == true))

local client = vim.lsp.get_client_by_id(id)
local encoding = client.offset_encoding
local ask = function(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 5000)
  for _, answer in pairs(answers or {}) do return answer.result end
end
local document = { uri = vim.uri_from_bufnr(0) }
local hover = ask('textDocument/hover', { textDocument = document, position = { line = 2, character = 8 } })
say('hover ' .. tostring(hover ~= nil and hover.contents.value:find('8 km', 1, true) ~= nil))

local range = { start = { line = 2, character = 6 }, ['end'] = { line = 2, character = 6 } }
local actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
for _, action in ipairs(actions or {}) do
  if action.kind == 'quickfix' and action.title:find('8km', 1, true) then
    vim.lsp.util.apply_workspace_edit(action.edit, encoding)
    break
  end
end
say('fixed ' .. vim.api.nvim_buf_get_lines(0, 2, 3, true)[1])
vim.wait(10000, function() return next(codes()) == nil end, 5)
say('clean ' .. tostring(next(codes()) == nil))

vim.api.nvim_buf_set_lines(0, 2, 3, true, { '\t   tue   8km    E' })
local edits = ask('textDocument/formatting', { textDocument = document, options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(edits or {}, vim.api.nvim_get_current_buf(), encoding)
say('formatted ' .. vim.api.nvim_buf_get_lines(0, 2, 3, true)[1])
vim.cmd('qa!')
