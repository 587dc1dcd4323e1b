namespace Lora.Storage.FileSystem;

/// <summary>Converts errors of the operating system to exceptions whose messages say what to do.</summary>
internal static class FileErrors
{
    // Codes of errno.h, which .NET passes on unchanged, and of winerror.h on Windows.
    private static readonly int[] Full = [28, 69, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];
    private static readonly int[] Denied = [1, 13, 30, unchecked((int)0x80070005), unchecked((int)0x80070013)];
    private static readonly int[] TooLarge = [27, unchecked((int)0x800700DF)];
    private static readonly int[] Shared = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    public static void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw From(exception);
        }
    }

    /// <summary>Runs the action and returns its error in the task, where callers that start several expect it.</summary>
    public static Task<T> RunAsync<T>(Func<T> action)
    {
        try
        {
            return Task.FromResult(Guard(action));
        }
        catch (LoraStorageException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    public static bool IsAbsent(Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException;

    public static bool IsShared(IOException exception) => Shared.Contains(exception.HResult);

    public static LoraStorageException Gone(Exception? cause = null) =>
        new(LoraErrorCodes.UploadGone, "This upload was completed or canceled. Start a new upload.", isTransient: false, cause);

    public static LoraStorageException Busy(Exception? cause = null) =>
        new(LoraErrorCodes.StorageUnavailable, "Another transfer of the same part is still running. Try again in a moment.", isTransient: true, cause);

    public static LoraStorageException From(Exception exception)
    {
        if (Full.Contains(exception.HResult))
        {
            return Refused("The disk for LoRA files is full. Free up space, then try again.", exception);
        }

        if (TooLarge.Contains(exception.HResult))
        {
            return Refused("The file system for LoRA files doesn't support files of this size. Use another file system.", exception);
        }

        return exception is UnauthorizedAccessException || Denied.Contains(exception.HResult)
            ? Refused("The application is not allowed to use the folder for LoRA files. Check its owner and permissions.", exception)
            : new LoraStorageException(
                LoraErrorCodes.StorageUnavailable, "The folder for LoRA files can't be used. Try again in a moment.", isTransient: true, exception);
    }

    public static LoraStorageException Refused(string message, Exception? cause = null) =>
        new(LoraErrorCodes.StorageRefused, message, isTransient: false, cause);
}
