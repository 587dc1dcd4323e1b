import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["**/bin/", "**/obj/", "artifacts/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      "complexity": ["error", 15],
      "eqeqeq": "error",
      "max-depth": ["error", 4],
      "max-lines": ["error", 400],
      "max-params": ["error", 6],
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["tests/js/**/*.js"],
    // The names that Node.js knows, and those that the tests replace as a browser has them.
    languageOptions: { globals: Object.fromEntries([...Object.getOwnPropertyNames(globalThis), "document", "navigator", "self"].map(name => [name, "readonly"])) },
  },
  {
    files: ["src/**/*.js"],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: "jsconfig.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      // The type check reports undefined names, and knows more of them.
      "no-undef": "off",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
    },
  },
);
