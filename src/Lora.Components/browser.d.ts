// Declares what browsers offer and TypeScript's library does not know: the file pickers of Chromium, and the .NET objects that Blazor passes to JavaScript.

interface FilePickerOptions {
  multiple?: boolean;
  types?: { accept: Record<string, string[]> }[];
}

interface Window {
  showOpenFilePicker(options?: FilePickerOptions): Promise<FileSystemFileHandle[]>;
  showDirectoryPicker(options?: { mode?: "read" }): Promise<FileSystemDirectoryHandle>;
}

interface FileSystemHandle {
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
}

interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null | undefined>;
}

interface DotNetObject {
  invokeMethodAsync(method: string, ...values: unknown[]): Promise<any>;
}
