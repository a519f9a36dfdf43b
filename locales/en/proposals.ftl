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
proposal-correction-more-than-words = More than words or links change: propose it instead.

## The page
proposal-facts = Facts
proposal-proposal = Proposal
proposal-state-open = asks for agreement
proposal-state-published = in force
proposal-state-withdrawn = withdrawn
proposal-changes = A change of
proposal-became = It became
proposal-by = Proposed by
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
proposal-objected-earlier = { $name } objected to an earlier text:
proposal-ways = Ways to see it
proposal-as-read = As one reads it
proposal-as-text = As text
proposal-agree = I agree to exactly this
proposal-agree-last = Agree, and put it in force
proposal-take-back = I no longer agree
proposal-yours = You wrote this text: the others are asked.
proposal-edit = Change the text
proposal-object = I object
proposal-object-why = What speaks against it?
proposal-object-hint = A reason the author can act upon.
proposal-object-send = Object
proposal-comments = Remarks
proposal-comment = Say something
proposal-comment-send = Send
proposal-withdraw = Withdraw the proposal
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
