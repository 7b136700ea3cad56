// Runs before anything is installed, on whatever Node there is: so in a language every Node understands.
var major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(['thidua needs Node 20 or newer with npm; this is Node ', process.versions.node, '.'].join(''))
  process.exit(1)
}
