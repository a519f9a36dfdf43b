# Writing a standard: what stands beside the text, drafts, links and images.

edit-not-yet-readable = As it stands, it cannot be proposed:
edit-hints = What a good standard has
edit-doubts = To look at; nothing of it keeps the text from being proposed:
edit-doubt-key = “{ $written }” is read by nobody: “{ $meant }”?
edit-doubt-team = There is no team “{ $key }”. There are: { $keys }.
edit-doubt-thing = There is no { $id } yet.
edit-doubt-thing-line = Line { $line }: there is no { $id } yet.
edit-doubt-file = No file of the book lies at { $path }.
edit-doubt-image = There is no image { $path }.
edit-supersedes = Takes the place of
edit-hint-no-steps = Five to seven steps are kept in mind: what, how, why.
edit-hint-steps = { $count ->
    [one] One step; five to seven are kept in mind.
   *[other] { $count } steps; five to seven are kept in mind.
  }
edit-hint-no-examples = A good and a bad example say more than a rule.
edit-hint-one-example = One example of each, good and bad, says more than a rule.
edit-hint-examples = A good and a bad example.
edit-hint-no-check = How we check: the lint, the test or the look that tells.
edit-hint-check = How we check.
edit-draft-decided = Decided in { $standups }.

draft-unknown = This draft is not there any more: it was sent or discarded. Begin again from the book.
draft-no-subject = A draft is of a new standard, of one in the book or of a proposal.
draft-too-long = The text is too long to be kept. Split it into two standards.
draft-untitled = Without a title
draft-offered = Kept drafts
draft-go-on = Go on writing
draft-end = Discard
draft-continued = Going on with the draft kept
draft-older = The text has changed since this draft was begun.
draft-kept = Draft kept at TIME
draft-not-kept = Draft kept in this tab only; the server will have it as soon as it answers again.

edit-links = Problems and standards that can be linked
edit-links-many = N can be linked: arrows choose, Enter takes it.
edit-links-hint = P- or S- and a few words link a problem or a standard.

attachment-label = Image
attachment-hint = Choose one, or paste or drop it into the text: PNG, JPEG, GIF or WebP, at most 2.5 MB.
attachment-add = Add it at the end
attachment-words = what it shows
attachment-busy = Adding the image
attachment-done = The image is in the text. Say in its brackets what it shows.
attachment-failed = The image was not added: the server does not answer. Add it again later.
attachment-none = Choose an image first.
attachment-not-added = The chosen image is not in the text yet: choose it again and press “Add it at the end”.
attachment-no-image = This is no PNG, JPEG, GIF or WebP image. Save it as one of these and add that.
attachment-too-large = The image is larger than 2.5 MB. Make it smaller, or cut out what matters.
attachment-unknown = There is no such image.
