// A function for ConsoleTypesIT: what the compiler in a folder has to say of the project in another.
(function (compiler, project) {
  const ts = require(compiler + "/typescript.js");
  const given = ts.readConfigFile(project + "/tsconfig.json", ts.sys.readFile);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(given.config, ts.sys, project);
  const faults = [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options))];
  return ts.formatDiagnostics(faults, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  });
})
