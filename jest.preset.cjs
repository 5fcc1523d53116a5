/** One preset for every ring: TypeScript through swc, sources instead of builds, one real PostgreSQL per run. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  globalSetup: require.resolve('./jest.global.cjs'),
  globalTeardown: require.resolve('./jest.global-end.cjs'),
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'require', 'default'] },
  // Sources import each other as the compiled files will be named.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.[mc]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Packages that are ES modules only: jest cannot require them as Node does.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|oidc-provider|nanoid|quick-lru|oidc-token-hash|jsesc|eta|openid-client|oauth4webapi|@noble)/)',
  ],
  testTimeout: 60_000,
};
