// Sets the chosen theme before the first paint; a classic script, because modules come after it.
document.documentElement.dataset.theme = localStorage.getItem('chattr-theme') ?? 'system';
