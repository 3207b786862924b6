// Runs first in every npm script, on whatever Node there is: plain JavaScript, nothing newer than Node 18.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Unfolded needs Node 22.12 or later and found ${process.version}.\n` +
      'On Linux (x64 or arm64) `npm ci` brings a right one along: run it again without --omit=optional.\n' +
      'Elsewhere install a current Node from https://nodejs.org/ and try again.',
  );
  process.exit(1);
}
