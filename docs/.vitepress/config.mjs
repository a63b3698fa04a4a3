import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const version = process.env.SITE_VERSION ?? readFileSync(join(root, 'pom.xml'), 'utf8').match(/<version>(.*?)<\/version>/)[1]
// The folder of all versions on the server
const site = process.env.SITE_BASE ?? '/'

// Two branches and their merge
const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#3451b2" stroke-width="2">'
  + '<circle cx="8" cy="3" r="2"/><circle cx="8" cy="13" r="2"/><path d="M6.5 4.5Q1 8 6.5 11.5M9.5 4.5Q15 8 9.5 11.5"/></svg>'

// Files that are not pages, such as manifests, to which pages link
const attachments = new Set()

/** Keep links to files of the repository, and fail on links to what is not there. */
function attach(markdown) {
  const render = markdown.renderer.rules.link_open
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const href = tokens[index].attrGet('href')
    if (href && !/^([a-z]+:|#|\/)/.test(href)) {
      const target = posix.join(posix.dirname(env.relativePath), decodeURI(href.split('#')[0]))
      if (!statSync(join(root, target), { throwIfNoEntry: false })?.isFile()) {
        throw new Error(`${env.relativePath} links to ${href}, which is not a file`)
      }
      if (target === 'README.md') {
        tokens[index].attrSet('href', href.replace('README.md', 'index.md'))
      }
      else if (!target.endsWith('.md')) {
        attachments.add(target)
        tokens[index].attrSet('target', '_blank')
      }
    }
    return render(tokens, index, options, env, self)
  }
}

/** Show indented code as fenced code is shown. */
function fence(markdown) {
  markdown.renderer.rules.code_block = (tokens, index, options, env, self) => {
    tokens[index].info = ''
    return markdown.renderer.rules.fence(tokens, index, options, env, self)
  }
}

/** Anchors are those of GitHub. */
const slugify = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-')

/** Pages outside this folder also use its packages. */
const resolveFromDocs = {
  name: 'resolve-from-docs',
  enforce: 'pre',
  resolveId(source) {
    return /^vue(\/|$)/.test(source) ? this.resolve(source, join(root, 'docs/package.json'), { skipSelf: true }) : null
  }
}

const page = (text, name) => ({ text, link: `/docs/${name}` })

const commands = ['init', 'revision', 'migrate', 'check', 'merge', 'rebase', 'history', 'show', 'heads', 'branches',
  'current', 'upgrade', 'downgrade', 'stamp', 'resolve', 'repair', 'wait', 'completion']

export default defineConfig({
  title: 'Headway',
  description: 'An Alembic-style revision graph for Flyway migrations in Spring Boot',
  lang: 'en-US',
  base: `${site}${version}/`,
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }]],
  srcDir: '..',
  srcExclude: ['**/src/**', '**/target/**'],
  rewrites: { 'README.md': 'index.md' },
  markdown: { config: (markdown) => [attach, fence].forEach((rule) => rule(markdown)), anchor: { slugify } },
  vite: { plugins: [resolveFromDocs] },
  buildEnd({ outDir }) {
    for (const file of attachments) {
      mkdirSync(dirname(join(outDir, file)), { recursive: true })
      copyFileSync(join(root, file), join(outDir, file))
    }
  },
  themeConfig: {
    version,
    site,
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      {
        text: 'Start',
        items: [{ text: 'Overview', link: '/' }, page('Adopting', 'adopting')]
      },
      {
        text: 'Working with branches',
        items: [
          page('Conflicts', 'conflicts'), page('Hotfixes', 'hotfixes'), page('Where the team works', 'ci'),
          page('Untrusted branches', 'untrusted-branches'), page('Maven plugin', 'maven-plugin')
        ]
      },
      {
        text: 'Writing migrations',
        items: [
          page('From the JPA model', 'migrate'), page('Downgrades', 'downgrades'), page('History tests', 'history-tests')
        ]
      },
      {
        text: 'Commands',
        collapsed: true,
        items: [page('Overview', 'commands'), ...commands.map((name) => page(`db ${name}`, `commands/${name}`))]
      },
      {
        text: 'Running',
        items: [
          page('Troubleshooting', 'troubleshooting'), page('Problem codes', 'problems'), page('The page', 'page'),
          page('Kubernetes', 'kubernetes'), page('Databases', 'databases'), page('Several databases', 'multiple-databases'),
          page('One schema per tenant', 'tenants'), page('Spring Modulith', 'modulith')
        ]
      },
      {
        text: 'Background',
        items: [
          page('Reference', 'reference'), page('How it works', 'how-it-works'), page('Reliability', 'reliability'),
          page('Performance', 'performance'), page('Decision: state', 'decisions/state'),
          page('Decision: guard', 'decisions/guard'), page('Decision: site', 'decisions/site'),
          { text: 'Contributing', link: '/CONTRIBUTING' }, { text: 'Security', link: '/SECURITY' },
          { text: 'Changelog', link: '/CHANGELOG' }
        ]
      }
    ]
  }
})
