// A prebuilt JupyterLab extension, written by hand: the container that a bundler would make, and two plugins in it.
// Plans get a file type and colours; the bodies of %%meso cells go to the language server.
(function () {
  "use strict";
  var scope;

  // A module that JupyterLab shares: its newest version.
  function shared(name) {
    var versions = scope[name];
    var newest = Object.keys(versions).sort(function (a, b) {
      return a.localeCompare(b, undefined, { numeric: true });
    }).pop();
    return Promise.resolve(versions[newest].get()).then(function (factory) {
      return factory();
    });
  }

  var HEADS = /^(plan|athlete|history|zones|session|use|phase|weeks?|log)\b/i;
  var DAYS = /^(mon|tue|wed|thu|fri|sat|sun|any|am|pm)\b/i;
  var KEYS = /^(goal|start|weeks|units|week-starts|profile|experience|logs|born|sex|weight|height|max-hr|rest-hr|threshold-hr|threshold|vdot|critical-power|recent|volume|sleep)\b/i;
  var WORDS = /^(rest|off|or|with|like|total|on|in|allow|done|missed|recovery|taper|race|test|build|hard|long|easy|steady|moderate|marathon|tempo|interval|rep|strides|sprint|hill|fartlek|progression|jog|walk|run-walk|run|warmup|cooldown)\b/i;
  var ZONES = /^[EMTIR]\b/;
  var NUMBER = /^\d[\d:.\-]*(?:km\/h|km|mi|min|m|yd|ft|h\d*(?:min)?|s|k|x|bpm|%|W|C|g|mg|ml|l|kg|ms)?/i;

  function token(stream, state) {
    if (stream.sol()) {
      state.margin = !/\s/.test(stream.peek() || " ");
      state.first = true;
    }
    if (stream.eatSpace()) return null;
    var first = state.first;
    state.first = false;
    if (stream.peek() === "#") {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match(/^"[^"]*"?/)) return "string";
    if (first && state.margin && stream.match(HEADS)) return "keyword";
    if (first && stream.match(KEYS)) return "propertyName";
    if (stream.match(DAYS)) return "atom";
    if (stream.match(/^@\s*[^\s)+;"#]*/)) return "typeName";
    if (stream.match(/^\d{4}-\d\d-\d\d\b/)) return "literal";
    if (stream.match(NUMBER)) return "number";
    if (stream.match(WORDS) || stream.match(ZONES)) return "keyword";
    if (stream.match(/^[A-Za-z][\w-]*/)) return "variableName";
    stream.next();
    return null;
  }

  function plugins() {
    var wanted = ["@jupyterlab/codemirror", "@codemirror/language", "@jupyterlab/lsp"];
    return Promise.all(wanted.map(shared)).then(function (modules) {
      var codemirror = modules[0], language = modules[1], lsp = modules[2];
      var meso = language.StreamLanguage.define({
        name: "meso",
        startState: function () { return { margin: true, first: true }; },
        token: token,
        languageData: { commentTokens: { line: "#" } },
      });
      var files = {
        id: "mesocycle-lab:files",
        description: "Opens *.meso as plans.",
        autoStart: true,
        requires: [codemirror.IEditorLanguageRegistry],
        activate: function (app, registry) {
          registry.addLanguage({
            name: "meso",
            displayName: "Mesocycle",
            mime: "text/x-meso",
            extensions: ["meso"],
            support: new language.LanguageSupport(meso),
          });
          app.docRegistry.addFileType({
            name: "meso",
            displayName: "Training plan",
            extensions: [".meso"],
            mimeTypes: ["text/x-meso"],
            fileFormat: "text",
            contentType: "file",
          });
        },
      };
      var cells = {
        id: "mesocycle-lab:cells",
        description: "Sends the bodies of %%meso cells to the language server.",
        autoStart: true,
        optional: [lsp.ILSPCodeExtractorsManager],
        activate: function (app, extractors) {
          if (!extractors) return;
          extractors.register({
            language: "meso",
            standalone: true,
            fileExtension: "meso",
            cellType: ["code"],
            hasForeignCode: function (code) { return /^%%meso\b/.test(code); },
            extractForeignCode: function (code) {
              var end = code.indexOf("\n");
              var body = end < 0 ? "" : code.slice(end + 1);
              var lines = body.split("\n");
              return [{
                hostCode: code,
                foreignCode: body,
                range: {
                  start: { line: 1, column: 0 },
                  end: { line: lines.length, column: lines[lines.length - 1].length },
                },
                virtualShift: null,
              }];
            },
          }, "python");
        },
      };
      return [files, cells];
    });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["mesocycle-lab"] = {
    init: function (shareScope) {
      scope = shareScope;
      return Promise.resolve();
    },
    get: function () {
      return plugins().then(function (list) {
        return function () { return { __esModule: true, default: list }; };
      });
    },
  };
})();
