/** Style sheets are imported for their effect; the builder bundles them. */
declare module "*.css";
declare module "@fontsource-variable/*";
