using Lora.Testing;

namespace Lora.Components.Tests.Support;

/// <summary>Shorthand for what many of these tests script and read.</summary>
internal static class ClientExtensions
{
    extension(ScriptedLoraClient client)
    {
        public IReadOnlyList<LoraQuery> Queries => [.. client.CallsOf(nameof(ILoraClient.ListAsync)).Select(static call => (LoraQuery)call[0]!)];

        public IReadOnlyList<string> Finds => [.. client.CallsOf(nameof(ILoraClient.FindAsync)).Select(static call => (string)call[0]!)];

        public IReadOnlyList<LoraId> Deletes => [.. client.CallsOf(nameof(ILoraClient.DeleteAsync)).Select(static call => (LoraId)call[0]!)];

        public IReadOnlyList<(LoraId Id, LoraCorrection Correction)> Corrections =>
            [.. client.CallsOf(nameof(ILoraClient.CorrectAsync)).Select(static call => ((LoraId)call[0]!, (LoraCorrection)call[1]!))];

        public IReadOnlyList<(LoraId Id, LoraId? Partner)> Pairings => [.. client.CallsOf(nameof(ILoraClient.PairAsync)).Select(static call => ((LoraId)call[0]!, (LoraId?)call[1]))];

        /// <summary>Gets the number of workspace requests.</summary>
        public int WorkspaceCalls => client.CallsOf(nameof(ILoraClient.GetWorkspaceAsync)).Count();

        public LoraItem Add(
            string name, long size = 1_000_000, DateTimeOffset? uploadedAt = null, string format = "safetensors", DateTimeOffset? lastUsedAt = null, LoraItemFacts? facts = null)
        {
            var added = client.Add(name, facts);
            return client.Change(added.Id, item => item with
            {
                FileName = $"{name}.{format}",
                Format = format,
                Size = size,
                UploadedAt = uploadedAt ?? item.UploadedAt,
                LastUsedAt = lastUsedAt,
            });
        }

        public void Clear()
        {
            foreach (var item in client.Items)
            {
                client.Remove(item.Id);
            }
        }

        /// <summary>Restricts the user to these operations.</summary>
        public void Allow(params LoraOperation[] operations) => client.Allowed = [.. client.Allowed.Intersect(operations)];

        public void Deny(LoraOperation operation) => client.Allowed = [.. client.Allowed.Except([operation])];

        /// <summary>Permits these operations in addition.</summary>
        public void Permit(params LoraOperation[] operations) => client.Allowed = [.. client.Allowed.Union(operations)];

        /// <summary>Lets all calls of a member fail until it is reset.</summary>
        public void Fail(string member, Exception exception) => client.FailNext(member, exception, int.MaxValue);

        /// <summary>Lets all requests for the analysis of LoRAs fail.</summary>
        public void FailAnalysis(Exception exception)
        {
            foreach (var member in Analysis)
            {
                client.Fail(member, exception);
            }
        }

        public void ResetAnalysis()
        {
            foreach (var member in Analysis)
            {
                client.Reset(member);
            }
        }

        /// <summary>Sets the number of unfinished uploads and their bytes.</summary>
        public void SetUnfinished(int count, long bytes) => client.Usage = new LoraUsage(client.Items.Count, client.Items.Sum(static item => item.Size), count, bytes);

        private IEnumerable<IReadOnlyList<object?>> CallsOf(string member) => client.Calls.Where(call => call.Member == member).Select(static call => call.Arguments);
    }

    public static LoraException Denied() => new(LoraErrorCodes.PermissionDenied, "You don't have permission to do this.");

    private static readonly string[] Analysis =
        [nameof(ILoraClient.GetInspectionAsync), nameof(ILoraClient.FindDuplicatesAsync), nameof(ILoraClient.CountFamiliesAsync), nameof(ILoraClient.FindPartnerAsync)];
}
