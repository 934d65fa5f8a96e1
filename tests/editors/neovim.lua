-- Run by `nvim --headless` with the configuration that the README gives: opens a plan, sees its findings, applies a fix, lays it
-- out, saves it, and says what it saw.
local say = function(text) io.stdout:write(text .. '\n') end

vim.cmd('edit ' .. vim.env.PLAN)
say('filetype ' .. vim.bo.filetype)

-- As long as anything takes, on a busy machine too.
local patience = 60000
local wait = function(what, done)
  if not vim.wait(patience, done, 5) then say('waited in vain for ' .. what) end
end

local codes = function()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do found[tostring(d.code or (d.user_data or {}).lsp.code)] = true end
  return found
end
wait('the finding', function() return codes()['notation'] end)
say('finding ' .. tostring(codes()['notation'] == true))

local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
local encoding
for _, client in pairs(clients) do
  say('server ' .. client.name)
  encoding = client.offset_encoding
end

local ask = function(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, patience)
  for _, answer in pairs(answers or {}) do return answer.result end
end
local document = { uri = vim.uri_from_bufnr(0) }
local hover = ask('textDocument/hover', { textDocument = document, position = { line = 2, character = 8 } })
say('hover ' .. tostring(hover ~= nil and hover.contents.value:find('8 km', 1, true) ~= nil))

if vim.lsp.get_clients then
  -- The command that a person would give; a single action that fits is applied without asking.
  vim.api.nvim_win_set_cursor(0, { 3, 6 })
  vim.lsp.buf.code_action({ filter = function(action) return action.title:find('8km', 1, true) ~= nil end, apply = true })
  wait('the fix', function() return vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]:find('8km', 1, true) ~= nil end)
else
  local range = { start = { line = 2, character = 6 }, ['end'] = { line = 2, character = 6 } }
  local actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
  for _, action in ipairs(actions or {}) do
    if action.kind == 'quickfix' and action.title:find('8km', 1, true) then
      action = action.edit and action or ask('codeAction/resolve', action)
      vim.lsp.util.apply_workspace_edit(action.edit, encoding)
      break
    end
  end
end
say('fixed ' .. vim.api.nvim_buf_get_lines(0, 2, 3, true)[1])
wait('no findings', function() return next(codes()) == nil end)
say('clean ' .. tostring(next(codes()) == nil))

-- The README lays plans out when they are saved.
vim.api.nvim_buf_set_lines(0, 2, 3, true, { '\t   tue   8km    E' })
vim.cmd('silent write')
say('formatted ' .. vim.fn.readfile(vim.env.PLAN)[3])
if vim.lsp.inlay_hint then say('hints ' .. tostring(vim.lsp.inlay_hint.is_enabled())) end
vim.cmd('qa!')
