failure-too-often = Too often. Try again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
failure-internal = Something broke on our side; what was saved is safe. Try again, and give whoever administers Cahier this reference if it stays: { $reference }.
failure-no-page = There is nothing at this address. Search for it, or go to the wall.
failure-no-method = This address does not take this kind of request.
failure-not-json = The body must be JSON, with the content type application/json.
failure-unreadable = What was sent cannot be read: { $why }
failure-cursor-unknown = This cursor was not given by this list, or what it stood at is gone: begin without a cursor.
failure-not-a-number = “{ $text }” is not a whole number.
failure-too-large = What was sent is too large: 4 MB at most.
failure-key-under-way = A request with this Idempotency-Key is under way or was done; look before sending it with another key.
failure-key-for-another = This Idempotency-Key was used for another request; choose a new one.
failure-title-not-found = Nothing here
failure-title-no-method = This address does not take that
failure-title-signed-out = Not signed in
failure-title-forbidden = Not allowed
failure-title-invalid = This cannot be taken as it is
failure-title-conflict = It changed meanwhile
failure-title-outdated = It changed meanwhile
failure-title-too-often = Too often
failure-title-unavailable = Not now
failure-title-internal = Something broke
failure-yours = What you wrote
failure-theirs = What stands there now
failure-to-the-wall = To the wall
failure-sign-in-and-send = The session is over. What was typed is below: sign in again in another tab, then send it once more.
failure-send-again = Send again
failure-sign-in = Sign in again
