-- Quarto's references for the embedded renderer, with Quarto's wording: figures (`::: {#fig-x}` or a captioned
-- image), tables (`: Caption {#tbl-x}`) and sections are numbered, `@fig-x` becomes a link. Links between pages
-- point at .html. What Quarto would render in another way is refused: "<construct>: <what would be right>".

local kinds = { fig = "Figure", tbl = "Table", sec = "Section" }
-- Everything else that Quarto numbers.
local others = pandoc.List({ "lst", "eq", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg",
  "tip", "nte", "wrn", "imp", "cau" })
local numbers, counts, levels = {}, { fig = 0, tbl = 0 }, { 0, 0, 0, 0, 0 }

local function refuse(construct, right) error(construct .. ": " .. right, 0) end

local function kind(id)
  local found = id:match("^(%a+)%-")
  if found and others:includes(found:lower()) then refuse("#" .. id, "only figures, tables and sections have numbers") end
  return kinds[found] and found
end

local function register(id, number)
  if numbers[id] then refuse("#" .. id, "an id that the page has only once") end
  numbers[id] = number
end

local function caption(id, inlines)
  local of = kind(id)
  counts[of] = counts[of] + 1
  register(id, tostring(counts[of]))
  local numbered = pandoc.List({ pandoc.Str(kinds[of] .. "\u{a0}" .. counts[of] .. ":"), pandoc.Space() })
  numbered:extend(inlines)
  return { pandoc.Plain(numbered) }
end

local function div(el)
  local of = kind(el.identifier)
  if not of then return nil end
  if of ~= "fig" then refuse("#" .. el.identifier, "a block only for a figure") end
  local last = el.content:remove()
  if last == nil or last.t ~= "Para" then refuse("#" .. el.identifier, "a caption as the last paragraph") end
  return pandoc.Figure(el.content, caption(el.identifier, last.content), pandoc.Attr(el.identifier))
end

local function captioned(el)
  if kind(el.identifier) == nil then return nil end
  if #el.caption.long == 0 then refuse("#" .. el.identifier, "a caption") end
  el.caption.long = caption(el.identifier, el.caption.long[1].content)
  return el
end

-- Quarto counts the levels below the page's title.
local function header(el)
  if el.level == 1 then refuse("# " .. pandoc.utils.stringify(el), "a heading of level 2 or more, below the title") end
  local at = el.level - 1
  levels[at] = levels[at] + 1
  for deeper = at + 1, #levels do levels[deeper] = 0 end
  if el.identifier:match("^sec%-") then register(el.identifier, table.concat(levels, ".", 1, at)) end
end

local blocks = { Div = div, Figure = captioned, Table = captioned, Header = header,
  CodeBlock = function(el) kind(el.identifier) end }

local function number(doc)
  return doc:walk({
    traverse = "topdown",
    Block = function(el)
      local handle = blocks[el.t]
      local made = handle and handle(el)
      if made then return made, false end
    end,
  })
end

local function refer(cite)
  local made = pandoc.List()
  for _, item in ipairs(cite.citations) do
    local id = item.id:sub(1, 1):lower() .. item.id:sub(2)
    local of = kind(id)
    if of then
      if not numbers[id] then refuse("@" .. item.id, "the id of a figure, a table or a section of this page") end
      local text = pandoc.List(item.prefix)
      if #text == 0 and item.mode ~= "SuppressAuthor" then text = pandoc.List({ pandoc.Str(kinds[of]) }) end
      if #text > 0 then text:insert(pandoc.Str("\u{a0}")) end
      text:insert(pandoc.Str(numbers[id]))
      if #made > 0 then made:extend({ pandoc.Str(","), pandoc.Space() }) end
      made:insert(pandoc.Link(text, "#" .. id))
    end
  end
  if #made > 0 and #made ~= 3 * #cite.citations - 2 then
    refuse("@" .. cite.citations[1].id, "references and citations in brackets of their own")
  end
  return #made > 0 and made or nil
end

local function to_html(link)
  if not link.target:match("^%a[%w+.-]*:") then
    link.target = link.target:gsub("%.q?md$", ".html"):gsub("%.q?md#", ".html#")
    return link
  end
end

local function described(image)
  local alt = image.attributes["fig-alt"]
  image.attributes["fig-alt"] = nil
  if alt then image.caption = pandoc.Inlines(alt) end
  if #image.caption == 0 then refuse(image.src, "an image with a text that says what it shows") end
  for name in pairs(image.attributes) do
    if name ~= "width" and name ~= "height" then refuse(name .. "=", "an image with no more than fig-alt, width and height") end
  end
  return image
end

-- A note stands in one row with the paragraph before it, so that no two notes can overlap.
local function noted(list)
  local made = pandoc.Blocks({})
  for _, block in ipairs(list) do
    if block.t == "Div" and block.classes:includes("column-margin") then
      local above = made[#made]
      if above == nil or above.t ~= "Para" then refuse("column-margin", "one note, after the paragraph that it belongs to") end
      made[#made] = pandoc.Div({ above, block }, pandoc.Attr("", { "noted", "wide" }))
    else
      made:insert(block)
    end
  end
  return made
end

return { { Blocks = noted }, { Pandoc = number }, { Cite = refer, Link = to_html, Image = described } }
