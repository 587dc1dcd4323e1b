namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

public sealed class HostOrder
{
    public int Id { get; set; }

    public string Title { get; set; } = "";
}
