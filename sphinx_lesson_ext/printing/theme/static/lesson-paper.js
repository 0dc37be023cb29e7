/* What the script that draws diagrams finds on other pages in the theme's own. */
const root = document.documentElement;
