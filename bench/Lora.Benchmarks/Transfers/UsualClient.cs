namespace Lora.Benchmarks.Transfers;

/// <summary>Sends the file in one request to an application that hands its body to AWS's own uploader of streams.</summary>
internal sealed class UsualClient(Uri application, Payload payload) : IDisposable
{
    private const int CopyBuffer = 128 * 1024;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };
    private Uri? _address;

    public async Task SendAsync()
    {
        _address = new Uri(application, $"usual?key=bench/{Guid.NewGuid():N}.safetensors");
        await using var stream = new PayloadStream(payload, canSeek: true);
        using var content = new StreamContent(stream, CopyBuffer);
        using var answer = await _http.PutAsync(_address, content);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RemoveAsync()
    {
        using var answer = await _http.DeleteAsync(_address);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
