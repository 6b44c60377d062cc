-- One guide, three views. Both renderers run this filter on the pages of a workshop.
--
-- A guide has sessions (##) made of steps (###); a step says `minutes`. What stands in a step is for the room. A block
-- of a class named below is for who runs it: a learner's page leaves it out, a page with `facilitator: true` shows it
-- under its label, slides make it a speaker note. A section of class `facilitator` is for that page alone, a block of
-- class `learner` for a learner's.
--
-- Metadata `steps`, such as "one-date=5 ten-ranges=9", keeps those steps alone, at those minutes.

local labels = { say = "Say", listen = "Listen for", wrong = "If you hear this, ask that", late = "When time is short",
  online = "Online", facilitator = "" }
local slides = FORMAT:match("revealjs") ~= nil

local function words(minutes) return minutes == 1 and "1 minute" or string.format("%d minutes", minutes) end

local function label_of(block)
  for class, label in pairs(labels) do
    if block.t == "Div" and block.classes:includes(class) then return label, class end
  end
end

-- How long each session of two steps or more is, by its place in the list of blocks.
local function sessions(blocks)
  local sums, counts, session = {}, {}, nil
  for place, block in ipairs(blocks) do
    if block.t == "Header" and block.level == 2 then session = place end
    local minutes = block.t == "Header" and tonumber(block.attributes.minutes)
    if minutes and session then
      sums[session], counts[session] = (sums[session] or 0) + minutes, (counts[session] or 0) + 1
    end
  end
  for place, count in pairs(counts) do if count == 1 then sums[place] = nil end end
  return sums
end

-- What an agenda leaves of the guide: its steps, the sessions in which one is left, and whatever is no step.
local function abridged(blocks, steps)
  local minutes, planned, kept, session = {}, {}, {}, 0
  for key, length in steps:gmatch("(%S+)=(%d+)") do minutes[key] = length end
  for place, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= 2 then session = place end
    if block.t == "Header" and block.attributes.minutes then
      planned[session] = true
      kept[session] = kept[session] or minutes[block.identifier] ~= nil
    end
  end
  local made, leaving = pandoc.Blocks({}), nil
  for place, block in ipairs(blocks) do
    if block.t == "Header" then
      if leaving and block.level <= leaving then leaving = nil end
      local step = block.attributes.minutes and block.level > 2
      if planned[place] and not kept[place] or step and not minutes[block.identifier] then leaving = leaving or block.level
      elseif step then block.attributes.minutes = minutes[block.identifier] end
    end
    if not leaving then made:insert(block) end
  end
  return made
end

local function timed(header, minutes, facilitator)
  local text = words(minutes)
  local least = tonumber(header.attributes.least)
  if facilitator and least == 0 then text = text .. "; left out when time is short" end
  if facilitator and least and least > 0 then text = text .. "; " .. least .. " when time is short" end
  return { header, pandoc.Div(pandoc.Para(text), pandoc.Attr("", { "minutes" })) }
end

-- A block for who runs it, as this view shows it; nil where it has no place.
local function note(block, label, class, facilitator)
  if not facilitator and not slides then return nil end
  local content = class == "say" and pandoc.Blocks({ pandoc.BlockQuote(block.content) }) or block.content
  if label ~= "" then content:insert(1, pandoc.Para(pandoc.Strong(label))) end
  if not slides then return pandoc.Div(content, pandoc.Attr("", { "facilitating", class })) end
  return pandoc.Div(content, pandoc.Attr("", { "notes" })):walk({ Link = function(link) return link.content end })
end

function Pandoc(doc)
  local facilitator = doc.meta.facilitator == true
  if doc.meta.steps then doc.blocks = abridged(doc.blocks, pandoc.utils.stringify(doc.meta.steps)) end
  local sums, made, leaving = sessions(doc.blocks), pandoc.Blocks({}), slides and 99
  for place, block in ipairs(doc.blocks) do
    if block.t == "Header" then
      if leaving and block.level <= leaving then leaving = nil end
      if block.classes:includes("facilitator") and not facilitator then leaving = leaving or block.level end
    end
    local label, class = label_of(block)
    local minutes = block.t == "Header" and (tonumber(block.attributes.minutes) or sums[place])
    local last = made[#made]
    local other = block.t == "Div" and block.classes:includes("learner") and (facilitator or slides)
    if leaving or other then -- for another view, or before the first slide
    elseif label then
      local noted = note(block, label, class, facilitator)
      if noted and slides and last.t == "Div" and last.classes:includes("notes") then last.content:extend(noted.content)
      elseif noted then made:insert(noted) end
    elseif minutes then made:extend(timed(block, minutes, facilitator))
    else made:insert(block) end
  end
  for _, block in ipairs(made) do -- said by now, or for the agenda alone
    if block.t == "Header" then for _, name in ipairs({ "minutes", "least", "cut" }) do block.attributes[name] = nil end end
  end
  doc.blocks = made
  return doc
end
