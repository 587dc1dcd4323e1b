namespace Lora;

/// <summary>Finds the root folder of the repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Lora.Toolkit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Lora.Toolkit.sln is above {AppContext.BaseDirectory}. Run the tests from their build folder inside the repository.");
    }
}
