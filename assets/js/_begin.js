// The page has scripts: what only they can do may be shown.
document.documentElement.classList.add("scripted");
