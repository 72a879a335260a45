/** Programs of Java that come from Maven Central as a folder of archives with a small script that starts them. */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onPath } from './places.mjs';
import { run } from './progress.mjs';

export const javaByHand =
  'Install Java 17 and Maven (Debian: apt-get install default-jre-headless maven), then run again.';

export function mavenIsThere() {
  return onPath('mvn') !== undefined && onPath('java') !== undefined;
}

/** Puts `dependencies` (`group:artifact:version`) and the script `program` into `folder`, whole or not at all. */
export async function fetchByMaven({ what, folder, dependencies, program, script }) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}.`);
  const pom = path.join(partial, 'pom.xml');
  try {
    writeFileSync(pom, project(dependencies));
    const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${path.join(partial, 'lib')}`];
    await run(`fetching ${what} by Maven`, onPath('mvn'), [
      '-B',
      '-q',
      '-f',
      pom,
      ...copy,
      '-DincludeScope=runtime',
    ]);
    writeFileSync(path.join(partial, program), script);
    chmodSync(path.join(partial, program), 0o755);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function project(dependencies) {
  const entries = dependencies.map((dependency) => {
    const [group, artifact, version] = dependency.split(':');
    return `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>relance</groupId>
  <artifactId>programs</artifactId>
  <version>1</version>
  <dependencies>
${entries.join('\n')}
  </dependencies>
</project>
`;
}
