/** veraPDF, which judges whether a PDF may go into an archive; tests ask it, nothing else needs it. */
import { fetchByMaven, javaByHand, mavenIsThere } from './maven.mjs';
import { findVeraPdf, veraPdfFolder, veraPdfVersion } from './places.mjs';
import { exclusively, mention, say } from './progress.mjs';

/** Fetches it where Java and Maven are there; where they are not, the check of archive files is left out and says so. */
export async function provideVeraPdf() {
  const found = findVeraPdf();
  if (found) return mention(`veraPDF: ${found}`);
  if (!mavenIsThere()) return say(`veraPDF is not here: PDF/A is not checked. ${javaByHand}`);
  say('veraPDF, which checks that letters are PDF/A, is not here yet.');
  await exclusively(veraPdfFolder(), async () => {
    if (findVeraPdf()) return;
    const version = veraPdfVersion;
    await fetchByMaven({
      what: 'veraPDF',
      folder: veraPdfFolder(),
      dependencies: [
        `org.verapdf:validation-model:${version}`,
        `org.verapdf.apps:greenfield-apps:${version}`,
      ],
      program: 'verapdf',
      script: wrapper,
    }).catch((error) => say(`  veraPDF could not be fetched, PDF/A is not checked: ${error.message}`));
  });
}

const wrapper = `#!/bin/sh
exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
  -cp "$(dirname "$0")/lib/*" org.verapdf.apps.GreenfieldCliWrapper "$@"
`;
