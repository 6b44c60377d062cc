-- Quarto's figure references for the embedded renderer: `::: {#fig-x}` becomes a numbered figure, `@fig-x` a link.
-- Also points links between pages at .html. Anything else that Quarto numbers is refused.

local numbers, count = {}, 0

local function number(div)
  if not div.identifier:match("^fig%-") then return nil end
  count = count + 1
  numbers[div.identifier] = count
  local caption = div.content:remove()
  if caption == nil or caption.t ~= "Para" then
    error("figure " .. div.identifier .. ": its last paragraph must be the caption")
  end
  local inlines = pandoc.List({ pandoc.Str("Figure\u{a0}" .. count .. ":"), pandoc.Space() })
  inlines:extend(caption.content)
  return pandoc.Figure(div.content, { pandoc.Plain(inlines) }, pandoc.Attr(div.identifier))
end

local function refer(cite)
  local id = cite.citations[1].id
  if numbers[id] then
    return pandoc.Link("Figure\u{a0}" .. numbers[id], "#" .. id)
  end
  if id:match("^fig%-") or id:match("^sec%-") or id:match("^tbl%-") or id:match("^eq%-") then
    error("@" .. id .. ": no such figure, and only figures can be referred to")
  end
end

local function to_html(link)
  if not link.target:match("^%a+:") then
    link.target = link.target:gsub("%.qmd$", ".html"):gsub("%.qmd#", ".html#")
    return link
  end
end

return { { Div = number }, { Cite = refer, Link = to_html } }
