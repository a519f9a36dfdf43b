# A text proposed to the team.

## What can be wrong
proposal-unknown = There is no such proposal.
proposal-state-unknown = The state is open, published or withdrawn.
proposal-no-problem = { $name } is no problem: name it like P-12.
proposal-title-missing = Give it a title: a first line such as "# Store times in UTC".
proposal-title-long = Shorten the title to { $max } characters.
proposal-base-unknown = { $id } has no such revision to start from.
proposal-changed-meanwhile = Somebody else changed this text meanwhile.
proposal-published-already = This text is in the book already.
proposal-withdrawn-reopen = This proposal was withdrawn: open it again first.
proposal-base-moved = { $id } has moved on to revision { $revision } since this text was written: take over what changed, then ask again.
proposal-agree-own = Others have to agree to what one wrote oneself.
proposal-other-text = The text has changed: read it as it is now, then agree to it.
proposal-words-missing = Say something.
proposal-words-long = Say it in { $max } characters or fewer.
proposal-words-nul = It holds a NUL character: take it out.
proposal-correction-of-nothing = A correction needs the standard that it corrects.
proposal-correction-too-much = More than { $max } words change: propose it instead.
proposal-correction-more-than-words = More than words or links change (code, an image, a heading…): propose it instead.
proposal-text-unknown = This proposal never had that text.
proposal-line-unknown = The text has no such line.
proposal-base-moved-again = { $id } has moved on again, to revision { $revision }: look at what is to be joined now.
proposal-to-decide = { $count ->
    [one] One place was changed on both sides, each in another way: say what stands there.
   *[other] { $count } places were changed on both sides, each in another way: say what stands there.
}
proposal-nothing-left = Nothing is left to propose: { $id } says all of it already. The proposal can be withdrawn.

## The page
proposal-facts = Facts
proposal-proposal = Proposal
proposal-state-open = asks for agreement
proposal-state-published = in force
proposal-state-withdrawn = withdrawn
proposal-changes = A change of
proposal-became = It became
proposal-by = Proposed by
proposal-changed-last = { $who } changed this text
proposal-changed-now = and agreeing is to the text as it stands now.
proposal-changed-by = Changed by
proposal-from-folder = the folder
proposal-from-terminal = the terminal
proposal-agreed-by = Agreed to exactly this
proposal-count = { $approvals } of { $needed }
proposal-born-from = Born from
proposal-both-texts = What differs
proposal-your-words = What you wrote:
proposal-moved-on = { $id } has moved on since this text was written. It cannot be agreed to until what changed has been taken over.
proposal-start-again = Take over what changed
proposal-objects = { $name } objects:
proposal-objected = { $name } objected to this text:
proposal-objects-too = { $name } objects.
proposal-objects-anyway = It can be put in force all the same.
proposal-objected-earlier = { $name } objected to an earlier text:
proposal-ways = Ways to see it
proposal-as-read = As one reads it
proposal-as-text = As text
proposal-agree = I agree to exactly this
proposal-agree-last = Agree, and put it in force
proposal-take-back = I no longer agree
proposal-yours = You wrote this text: the others are asked.
proposal-edit = Change the text
proposal-agree-retire = Agree, and retire { $id }
proposal-object = I object
proposal-object-why = What speaks against it?
proposal-object-hint = A reason the author can act upon.
proposal-object-send = Object
proposal-comments = Remarks
proposal-comment = Say something
proposal-comment-send = Send
proposal-withdraw = Withdraw the proposal
proposal-withdraw-why = Why?
proposal-withdraw-hint = It is shown here, and told to whoever proposed it.
proposal-withdraw-send = Withdraw it
proposal-withdrawn-by = Withdrawn by { $who }
proposal-reopen = Open it again
proposal-said-opened = Proposed. { $needed ->
    [one] One other has to agree to exactly this text.
   *[other] { $needed } others have to agree to exactly this text.
}
proposal-said-amended = Saved. The changed text asks again.
proposal-said-agreed = Noted: you agree to exactly this text.
proposal-said-objected = Noted, with your reason.
proposal-said-withdrawn = Withdrawn. It can be opened again.
proposal-said-reopened = Open again.
proposal-agents-own-only = A token of scope “propose” changes and withdraws only what its own member proposed.
proposal-had-agreed = Had agreed to an earlier text
proposal-fell-changed = The text has changed since it was agreed to from here: that agreement no longer counts.
proposal-fell-withdrawn = It was withdrawn and opened again since it was agreed to from here: that agreement no longer counts.
proposal-fell-base = The same text takes the place of another revision now than when it was agreed to from here: that agreement no longer counts.
proposal-fell-meanwhile = What changed in the book meanwhile
proposal-fell-since = What has changed since
proposal-whole = Every line
proposal-show-whole = Show every line
proposal-since = Compared with text { $version } of this proposal.
proposal-earlier = Earlier texts
proposal-earlier-hint = Each leads to what has changed since.
proposal-text-number = Text { $version }
proposal-from-elsewhere = the folder or the terminal
proposal-on-line = On line { $line }
proposal-on-earlier-line = On a line of an earlier text
proposal-say-on-line = Say something about line { $line }
proposal-lines-hint = The number of a line leads to a field to say something about it.
proposal-said-brought-up = Brought up to the revision in force. The joined text asks again.

## What it does
proposal-does = What it does
proposal-does-retire = It proposes to retire { $id }, which then no longer applies.
proposal-does-revive = It puts { $id } in force again, which was retired.
proposal-does-supersede = It takes the place of
proposal-does-restore = It brings back the text of
proposal-does-retitle = It changes the title, which was: { $title }
proposal-standard-superseded = { $id } is no longer in force: it was superseded by
proposal-standard-retired = { $id } is no longer in force: it was retired.
proposal-short-new = A new standard
proposal-short-change = A change of { $id }
proposal-short-retires = Retire { $id }
proposal-short-revives = Put { $id } in force again
proposal-short-supersedes = Takes the place of { $ids }
proposal-short-restores = Brings back revision { $revision }
proposal-short-retitled = Changes the title
proposal-short-facts = Only its facts change
facts-changed = What changes at its head
facts-of-new = At its head
fact-status = Status
fact-retired-because = Retired because
fact-superseded-by = Superseded by
fact-title = Title
fact-reading = Place for newcomers
fact-lang = Language

## Taking over what changed
merge-title = Take over what changed in { $id }
merge-lede = { $id } went from revision { $base } to { $revision } since this was written:
merge-clean = Both changes go together: nothing is to be decided.
merge-to-decide = { $count ->
    [one] One place was changed on both sides, each in another way. Everything else goes together.
   *[other] { $count } places were changed on both sides, each in another way. Everything else goes together.
}
merge-place = Place { $number } of { $count }, line { $line }
merge-mine = As proposed
merge-theirs = In force, revision { $revision }
merge-pick = What stands here?
merge-pick-mine = As proposed
merge-pick-theirs = As in force
merge-pick-both = Both, one after the other
merge-pick-written = As written below
merge-pick-missing = Choose what stands here.
merge-written = In one's own words
merge-joined = What the joined text changes in the book
merge-came = What it changes in the proposal
merge-look = Look at the joined text
merge-send = Take it over
merge-send-hint = The joined text is the proposal from then on, and asks for agreement anew. The text before it stays readable.
