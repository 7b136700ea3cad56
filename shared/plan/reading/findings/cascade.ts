export function compareWithParent(): void {}
